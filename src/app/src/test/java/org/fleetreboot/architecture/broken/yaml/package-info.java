/** Breaks rules of the house on purpose. */
@NullMarked
package org.fleetreboot.architecture.broken.yaml;

import org.jspecify.annotations.NullMarked;
