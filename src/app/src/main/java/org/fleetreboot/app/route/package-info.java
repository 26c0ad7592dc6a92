/** The route files, read into Camel: to run them, or only to look at them. */
@NullMarked
package org.fleetreboot.app.route;

import org.jspecify.annotations.NullMarked;
