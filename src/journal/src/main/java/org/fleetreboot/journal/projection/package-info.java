/** Folds the events into what people are shown. */
@NullMarked
package org.fleetreboot.journal.projection;

import org.jspecify.annotations.NullMarked;
