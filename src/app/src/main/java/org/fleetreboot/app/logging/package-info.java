/** What is logged, and what is reported in a sentence instead. */
@NullMarked
package org.fleetreboot.app.logging;

import org.jspecify.annotations.NullMarked;
