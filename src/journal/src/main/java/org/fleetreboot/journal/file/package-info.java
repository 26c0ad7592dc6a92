/** Where programs get a journal that lasts, whatever store is behind it. */
@NullMarked
package org.fleetreboot.journal.file;

import org.jspecify.annotations.NullMarked;
