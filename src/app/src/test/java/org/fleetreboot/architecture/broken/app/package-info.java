/** Breaks rules of the house on purpose. */
@NullMarked
package org.fleetreboot.architecture.broken.app;

import org.jspecify.annotations.NullMarked;
