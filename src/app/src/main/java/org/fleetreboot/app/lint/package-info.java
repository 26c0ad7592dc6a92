/** Reports mistakes in routes before they run. */
@NullMarked
package org.fleetreboot.app.lint;

import org.jspecify.annotations.NullMarked;
