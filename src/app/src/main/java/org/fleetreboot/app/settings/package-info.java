/** What an operator sets: files, environment, and which hub. */
@NullMarked
package org.fleetreboot.app.settings;

import org.jspecify.annotations.NullMarked;
