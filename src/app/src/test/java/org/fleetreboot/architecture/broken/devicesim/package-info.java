/** Breaks rules of the house on purpose. */
@NullMarked
package org.fleetreboot.architecture.broken.devicesim;

import org.jspecify.annotations.NullMarked;
