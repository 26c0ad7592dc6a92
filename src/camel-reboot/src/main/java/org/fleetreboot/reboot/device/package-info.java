/** The component {@code reboot-device:}: how one device is rebooted. */
@NullMarked
package org.fleetreboot.reboot.device;

import org.jspecify.annotations.NullMarked;
