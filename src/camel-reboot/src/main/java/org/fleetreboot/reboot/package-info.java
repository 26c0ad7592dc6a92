/** What the Camel components of the engine share: the names, the engine, the errors of a chain. */
@NullMarked
package org.fleetreboot.reboot;

import org.jspecify.annotations.NullMarked;
