/** Finds options of Camel's own endpoints that Camel would silently misread. */
@NullMarked
package org.fleetreboot.app.endpoint;

import org.jspecify.annotations.NullMarked;
