-- Calls the paths of a file at random.
-- wrk ... -- <file with one token a line> <seed>
local requests = {}
local count = 0

function init(arguments)
  for token in io.lines(arguments[1]) do
    count = count + 1
    requests[count] = wrk.format("GET", "/" .. token)
  end
  math.randomseed(tonumber(arguments[2]))
end

function request()
  return requests[math.random(count)]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(99)))
end
