/** Breaks rules of the house on purpose. */
@NullMarked
package org.fleetreboot.architecture.broken.ring.two;

import org.jspecify.annotations.NullMarked;
