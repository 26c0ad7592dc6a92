/** What monitoring sees of the running program: metrics, health, traces. */
@NullMarked
package org.fleetreboot.app.observe;

import org.jspecify.annotations.NullMarked;
