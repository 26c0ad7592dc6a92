/** Breaks rules of the house on purpose. */
@NullMarked
package org.fleetreboot.architecture.broken.iothub;

import org.jspecify.annotations.NullMarked;
