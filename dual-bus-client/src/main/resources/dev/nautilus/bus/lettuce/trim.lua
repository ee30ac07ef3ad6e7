-- Trims a stream that groups read, by time, but never what a group has not acknowledged.
-- KEYS[1] stream; ARGV[1] how long entries are kept, in milliseconds of the stream's own ids
local function parts(id)
  local ms, seq = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(seq)
end

local function earlier(a, b)
  local ams, aseq = parts(a)
  local bms, bseq = parts(b)
  return ams < bms or (ams == bms and aseq < bseq)
end

local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if #newest == 0 then
  return 0
end
-- The newest entry's time, not a clock: after a clock jump a clock would trim all or nothing.
local ms = parts(newest[1][1])
local keep = string.format('%.0f-0', math.max(0, ms - tonumber(ARGV[1])))
for _, row in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local group = {}
  for i = 1, #row, 2 do
    group[row[i]] = row[i + 1]
  end
  local holds = group['last-delivered-id']
  if group['pending'] > 0 then
    holds = redis.call('XPENDING', KEYS[1], group['name'])[2]
  end
  if earlier(holds, keep) then
    keep = holds
  end
end
return redis.call('XTRIM', KEYS[1], 'MINID', '~', keep)
