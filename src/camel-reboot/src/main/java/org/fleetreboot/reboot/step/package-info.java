/** The component {@code reboot:}: the durable steps of a chain. */
@NullMarked
package org.fleetreboot.reboot.step;

import org.jspecify.annotations.NullMarked;
