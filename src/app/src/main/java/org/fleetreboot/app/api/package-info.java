/** The HTTP API of the running program, on this machine alone, and its client. */
@NullMarked
package org.fleetreboot.app.api;

import org.jspecify.annotations.NullMarked;
