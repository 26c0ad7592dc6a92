/** Explains a run or a device in plain sentences, the same ones in terminal, JSON, API and page. */
@NullMarked
package org.fleetreboot.app.explain;

import org.jspecify.annotations.NullMarked;
