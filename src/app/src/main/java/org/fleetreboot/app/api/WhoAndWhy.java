package org.fleetreboot.app.api;

import org.jspecify.annotations.Nullable;

/** The fields of most orders. */
record WhoAndWhy(@Nullable String by, @Nullable String reason) {}
