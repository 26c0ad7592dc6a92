/** Lists of devices as people and programs write them: CSV, JSON, one id per line. */
@NullMarked
package org.fleetreboot.reboot.targets;

import org.jspecify.annotations.NullMarked;
