/** The operator's settings: files, environment, and the hub. */
@NullMarked
package org.fleetreboot.app.settings;

import org.jspecify.annotations.NullMarked;
