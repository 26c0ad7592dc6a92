/** When a file that somebody drops into a folder is taken. */
@NullMarked
package org.fleetreboot.reboot.drop;

import org.jspecify.annotations.NullMarked;
