-- Takes or renews the right to write an engine's state.
-- KEYS[1] who has it; ARGV[1] instance, ARGV[2] its client's incarnation, ARGV[3] for how long in milliseconds, '0' to give it back
-- ARGV[4] '1' when it was asked for before and must not be taken from a younger client of the same name
-- Answers 0 to whoever has it now, and to others how long the holder still has, in milliseconds.
local me = ARGV[1] .. '#' .. ARGV[2]
local holder = redis.call('GET', KEYS[1])
if ARGV[3] == '0' then
  if holder == me then
    redis.call('DEL', KEYS[1])
  end
  return 0
end
if holder == me then
  -- Unlike SET it also works when the server is out of memory.
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 0
end
local same = holder and string.sub(holder, 1, #ARGV[1] + 1) == ARGV[1] .. '#'
if not holder or (same and ARGV[4] ~= '1') then
  redis.call('SET', KEYS[1], me, 'PX', ARGV[3])
  return 0
end
return math.max(1, redis.call('PTTL', KEYS[1]))
