-- Declares another address with every call, so that every call is a change.
-- wrk ... -- <file with one token a line> <number of the run>
local tokens = {}
local turn = 0
local run

function init(arguments)
  for token in io.lines(arguments[1]) do
    tokens[#tokens + 1] = token
  end
  run = tonumber(arguments[2])
end

function request()
  turn = turn + 1
  -- 11.0.0.0 upwards: public, and never the same twice in one bench (a million calls a run fit).
  local number = run * 1048576 + turn
  local address = string.format("%d.%d.%d.%d", 11 + math.floor(number / 16777216),
    math.floor(number / 65536) % 256, math.floor(number / 256) % 256, number % 256)
  return wrk.format("GET", "/" .. tokens[turn % #tokens + 1] .. "?ip_address=" .. address)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(99)))
end
