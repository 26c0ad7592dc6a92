/** What is asked and told about the file of a journal: its heads, its faults, its size. */
@NullMarked
package org.fleetreboot.journal.care;

import org.jspecify.annotations.NullMarked;
