/** Operating-system locks that say who holds them. */
@NullMarked
package org.fleetreboot.journal.lock;

import org.jspecify.annotations.NullMarked;
