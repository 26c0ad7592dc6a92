/** Breaks rules of the house on purpose. */
@NullMarked
package org.fleetreboot.architecture.broken.workflow;

import org.jspecify.annotations.NullMarked;
