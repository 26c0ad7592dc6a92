/** Reports mistakes in routes before anybody runs them. */
@NullMarked
package org.fleetreboot.app.lint;

import org.jspecify.annotations.NullMarked;
