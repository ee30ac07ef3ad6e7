-- The modes of engines and their migrations; each step is all or nothing, and is told.
-- KEYS[1] {el}:modes, KEYS[2] {el}:migration:<engine>, KEYS[3] {el}:instances:<engine>
-- ARGV[1] what, ARGV[2] engine, ARGV[3...] as each needs
local what = ARGV[1]
local engine = ARGV[2]
local phases = {ASKED = 0, GROUPS = 1, FENCED = 2, CARRIED = 3, OLD_DONE = 4, DONE = 5, ABORTED = 6}
local names = {[0] = 'ASKED', 'GROUPS', 'FENCED', 'CARRIED', 'OLD_DONE', 'DONE', 'ABORTED'}

local function tell()
  redis.call('PUBLISH', 'el:modes', engine)
end

local function phase()
  return redis.call('HGET', KEYS[2], 'phase')
end

-- ARGV[3] instance, ARGV[4] how long in ms it counts as running without a word
local function present()
  local time = redis.call('TIME')
  local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  redis.call('ZADD', KEYS[3], string.format('%.0f', now), ARGV[3])
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', '(' .. string.format('%.0f', now - ARGV[4]))
end

if what == 'settle' then
  -- ARGV[3] mode if none
  if redis.call('HSETNX', KEYS[1], engine, ARGV[3]) == 1 then
    tell()
  end
  return redis.call('HGET', KEYS[1], engine)
elseif what == 'set' or what == 'remove' then
  -- ARGV[3] mode
  redis.call('DEL', KEYS[2])
  if what == 'set' then
    redis.call('HSET', KEYS[1], engine, ARGV[3])
  else
    redis.call('HDEL', KEYS[1], engine)
  end
  tell()
  return 'OK'
elseif what == 'begin' then
  -- ARGV[3] to, ARGV[4] token
  local now = redis.call('HGET', KEYS[1], engine) or 'DUAL'
  if now == ARGV[3] or now == 'MIGRATING' then
    return now
  end
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[2], 'token', ARGV[4], 'from', now, 'to', ARGV[3], 'phase', 'ASKED')
  redis.call('HSET', KEYS[1], engine, 'MIGRATING')
  tell()
  return 'OK'
elseif what == 'abort' then
  local at = phase()
  if not at or phases[at] >= phases.OLD_DONE then
    return 'LATE'
  end
  redis.call('HSET', KEYS[2], 'phase', 'ABORTED')
  redis.call('HSET', KEYS[1], engine, redis.call('HGET', KEYS[2], 'from'))
  tell()
  return 'OK'
elseif what == 'advance' then
  -- ARGV[3] token, ARGV[4] next phase, ARGV[5...] names and values of positions
  local at = phase()
  if not at or redis.call('HGET', KEYS[2], 'token') ~= ARGV[3] or phases[at] + 1 ~= phases[ARGV[4]] then
    return 'NO'
  end
  for i = 5, #ARGV, 2 do
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  end
  redis.call('HSET', KEYS[2], 'phase', ARGV[4])
  tell()
  return 'OK'
elseif what == 'amend' then
  -- ARGV[3] token, ARGV[4] the phase it must be in, ARGV[5...] names and values of positions
  if phase() ~= ARGV[4] or redis.call('HGET', KEYS[2], 'token') ~= ARGV[3] then
    return 'NO'
  end
  for i = 5, #ARGV, 2 do
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  end
  tell()
  return 'OK'
elseif what == 'present' then
  present()
  return 'OK'
elseif what == 'leave' then
  redis.call('ZREM', KEYS[3], ARGV[3])
  redis.call('HDEL', KEYS[2], 'ready ' .. ARGV[3])
  return 'OK'
elseif what == 'ready' then
  -- ARGV[5] token, ARGV[6] phase that the instance is ready for; entered when all running ones are
  present()
  local at = phase()
  if not at or redis.call('HGET', KEYS[2], 'token') ~= ARGV[5] then
    return 'NO'
  end
  redis.call('HSET', KEYS[2], 'ready ' .. ARGV[3], ARGV[6])
  if phases[at] + 1 == phases[ARGV[6]] then
    for _, each in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
      local ready = redis.call('HGET', KEYS[2], 'ready ' .. each)
      if not ready or phases[ready] < phases[ARGV[6]] then
        return 'WAIT'
      end
    end
    redis.call('HSET', KEYS[2], 'phase', ARGV[6])
    if ARGV[6] == 'DONE' then
      redis.call('HSET', KEYS[1], engine, redis.call('HGET', KEYS[2], 'to'))
    end
    tell()
  end
  return 'OK'
end
return redis.error_reply('ERR unknown step ' .. what)
