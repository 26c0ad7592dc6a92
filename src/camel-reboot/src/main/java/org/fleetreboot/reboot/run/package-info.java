/** The component {@code reboot-run:}, which starts chains and takes them up again. */
@NullMarked
package org.fleetreboot.reboot.run;

import org.jspecify.annotations.NullMarked;
