/** Breaks rules of the house on purpose. */
@NullMarked
package org.fleetreboot.architecture.broken.journal;

import org.jspecify.annotations.NullMarked;
