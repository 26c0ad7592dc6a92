/** The component {@code reboot-events:}: what happened. */
@NullMarked
package org.fleetreboot.reboot.events;

import org.jspecify.annotations.NullMarked;
