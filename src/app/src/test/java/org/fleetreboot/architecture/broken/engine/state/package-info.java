/** Breaks rules of the house on purpose. */
@NullMarked
package org.fleetreboot.architecture.broken.engine.state;

import org.jspecify.annotations.NullMarked;
