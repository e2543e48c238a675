-- Asks for one target after the other; each is a path and an Authorization field. Every request is
-- made beforehand, so that a request costs wrk no more than looking it up.
local requests = {}
local threads = 0
local at = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, authorization = line:match("^(%S+)\t(.+)$")
    requests[#requests + 1] = wrk.format("GET", path,
      {["Accept"] = arguments[2], ["Authorization"] = authorization})
  end
  -- Two threads: each begins at another place.
  at = number * math.floor(#requests / 2)
end

function request()
  at = at % #requests + 1
  return requests[at]
end

-- Prints what wrk counted as summary.lua does.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"bytes":%d,"seconds":%.6f,"errors":%d}\n',
    summary.requests, summary.bytes, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
