/** What the pages for people say, held against what is there. */
@NullMarked
package org.fleetreboot.docs;

import org.jspecify.annotations.NullMarked;
