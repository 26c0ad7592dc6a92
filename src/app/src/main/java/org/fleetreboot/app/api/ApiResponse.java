package org.fleetreboot.app.api;

/**
 * What is sent back.
 *
 * @param body to be written as JSON
 */
record ApiResponse(int status, Object body) {}
