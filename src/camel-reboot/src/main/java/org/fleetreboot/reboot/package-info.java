/** Shared by the Camel components: names, the engine, and the errors of a chain. */
@NullMarked
package org.fleetreboot.reboot;

import org.jspecify.annotations.NullMarked;
