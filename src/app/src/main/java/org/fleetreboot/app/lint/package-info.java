/** What is wrong with routes, told before anybody runs them. */
@NullMarked
package org.fleetreboot.app.lint;

import org.jspecify.annotations.NullMarked;
