/** Camel's HTTP server, and what holds for every request: who may ask, and how much. */
@NullMarked
package org.fleetreboot.app.http;

import org.jspecify.annotations.NullMarked;
