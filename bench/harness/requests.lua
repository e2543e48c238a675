-- Sends requests that were made beforehand, one after the other. Each thread has a file of its own:
-- the length of a request in bytes, a line feed, the request, and so on.
local requests = {}
local threads = 0
local at = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  local file = assert(io.open(arguments[1] .. "/" .. number, "rb"))
  local length = file:read("*n", "*l")
  while length do
    requests[#requests + 1] = file:read(length)
    length = file:read("*n", "*l")
  end
  file:close()
end

function request()
  at = at % #requests + 1
  return requests[at]
end

-- Counts as the other loads do.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "summary.lua")
