/** Breaks rules of the house on purpose. */
@NullMarked
package org.fleetreboot.architecture.broken.reboot;

import org.jspecify.annotations.NullMarked;
