/** The component {@code reboot-run:}, which starts and resumes chains. */
@NullMarked
package org.fleetreboot.reboot.run;

import org.jspecify.annotations.NullMarked;
