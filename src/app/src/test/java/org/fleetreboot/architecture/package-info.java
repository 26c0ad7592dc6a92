/**
 * The rules of the house that no compiler checks: who may depend on what, and who reads a clock.
 */
@NullMarked
package org.fleetreboot.architecture;

import org.jspecify.annotations.NullMarked;
