// Lets Node clients that know no port but 443 reach a local hub on its own:
//
//   node --require ./host-port.cjs app.js
//
// azure-iothub takes the whole of HostName=127.0.0.1:8443 for a host name. This takes the port out
// where the connection is made, and changes nothing for hosts without one.
'use strict';
const { Agent } = require('node:https');

const connect = Agent.prototype.createConnection;

Agent.prototype.createConnection = function (options, ...rest) {
  const [, host, port] = /^([^:]+):(\d{1,5})$/.exec(options.host ?? '') ?? [];
  return connect.call(this, host ? { ...options, host, port: Number(port) } : options, ...rest);
};
