/** Compares what routes write for Camel's own endpoints with what Camel makes of it. */
@NullMarked
package org.fleetreboot.app.endpoint;

import org.jspecify.annotations.NullMarked;
