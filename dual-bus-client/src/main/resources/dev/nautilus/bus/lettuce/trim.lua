-- Trims a stream that groups read, but never what a group still owes.
-- KEYS[1] stream
-- ARGV[1] how long entries are kept, in milliseconds of the stream's own ids; '' not to trim by time
-- ARGV[2] most entries kept; missing or '' for any number
-- ARGV[3...] groups that hold nothing back any more
local LOOK = 200

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
local absent = {}
for i = 3, #ARGV do
  absent[ARGV[i]] = true
end
local owed
for _, row in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local group = {}
  for i = 1, #row, 2 do
    group[row[i]] = row[i + 1]
  end
  if not absent[group['name']] then
    local holds = group['last-delivered-id']
    if group['pending'] > 0 then
      holds = redis.call('XPENDING', KEYS[1], group['name'])[2]
    end
    if not owed or earlier(holds, owed) then
      owed = holds
    end
  end
end

local trimmed = 0
if ARGV[1] ~= '' then
  -- The newest entry's time, not a clock: after a clock jump a clock would trim all or nothing.
  local ms = parts(newest[1][1])
  local keep = string.format('%.0f-0', math.max(0, ms - tonumber(ARGV[1])))
  if owed and earlier(owed, keep) then
    keep = owed
  end
  trimmed = redis.call('XTRIM', KEYS[1], 'MINID', '~', keep)
end
local most = tonumber(ARGV[2] or '')
if most and redis.call('XLEN', KEYS[1]) > most then
  -- What is owed counts from the end; it is known to be kept when it is fewer than we look at.
  local look = math.min(LOOK, most)
  if not owed or #redis.call('XRANGE', KEYS[1], owed, '+', 'COUNT', look) < look then
    trimmed = trimmed + redis.call('XTRIM', KEYS[1], 'MAXLEN', '~', most)
  end
end
return trimmed
