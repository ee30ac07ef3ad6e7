-- One round of a stream that all instances read: keeps what this consumer has in hand, and claims
-- what another one has not kept.
-- KEYS[1] stream, KEYS[2] its retries
-- ARGV[1] group, ARGV[2] consumer, ARGV[3] lease time in ms, ARGV[4] '1' when it can take on more
-- Answers also how many entries were owed but are trimmed: from 7.0 on XCLAIM and XAUTOCLAIM would
-- drop those without a word
local answer = 'KEPT'
local third = math.floor(tonumber(ARGV[3]) / 3)
local gone = 0

local function isThere(key, id)
  return #redis.call('XRANGE', key, id, id) > 0
end

local function claim(key, idle, ids)
  if #ids > 0 then
    ids[#ids + 1] = 'JUSTID'
    redis.call('XCLAIM', key, ARGV[1], ARGV[2], idle, unpack(ids))
  end
end

-- All of it, however much: what is left out another instance takes for left alone.
local function keep(key)
  local from = '-'
  local page
  repeat
    page = redis.call('XPENDING', key, ARGV[1], 'IDLE', third, from, '+', 500, ARGV[2])
    local ids = {}
    for _, entry in ipairs(page) do
      from = '(' .. entry[1]
      if isThere(key, entry[1]) then
        ids[#ids + 1] = entry[1]
      end
    end
    claim(key, 0, ids)
  until #page < 500
end

-- Whether there was something to take.
local function takeLeft(key)
  local ids = {}
  local from = '-'
  local page
  repeat
    page = redis.call('XPENDING', key, ARGV[1], 'IDLE', ARGV[3], from, '+', 100)
    for _, entry in ipairs(page) do
      from = '(' .. entry[1]
      if entry[2] ~= ARGV[2] then
        if isThere(key, entry[1]) then
          ids[#ids + 1] = entry[1]
        else
          gone = gone + redis.call('XACK', key, ARGV[1], entry[1])
        end
      end
    end
  until #page < 100 or #ids >= 100
  local any = #ids > 0
  claim(key, ARGV[3], ids)
  return any
end

for i = 1, 2 do
  local owed = redis.pcall('XPENDING', KEYS[i], ARGV[1])
  if owed.err then
    answer = answer .. ' NOGROUP'
  elseif owed[1] > 0 then
    keep(KEYS[i])
    if ARGV[4] == '1' and takeLeft(KEYS[i]) then
      answer = answer .. ' OWED'
    end
  end
end
return gone == 0 and answer or answer .. ' GONE ' .. gone
