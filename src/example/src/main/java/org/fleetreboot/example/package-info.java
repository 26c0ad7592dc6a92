/** A Camel application of somebody else, with a durable {@code reboot:} step in its own routes. */
@NullMarked
package org.fleetreboot.example;

import org.jspecify.annotations.NullMarked;
