/** When a dropped file is taken. */
@NullMarked
package org.fleetreboot.reboot.drop;

import org.jspecify.annotations.NullMarked;
