/** The shipped routes, with real brokers, folders and web servers. */
@NullMarked
package org.fleetreboot.routes;

import org.jspecify.annotations.NullMarked;
