-- Takes a lease that nobody holds, or renews one's own.
-- KEYS[1] lease; ARGV[1] who asks, ARGV[2] for how long in milliseconds, '0' to give one's own back
-- Answers 0 to whoever holds it now, and to others how long the holder still has, in milliseconds.
local holder = redis.call('GET', KEYS[1])
if holder == ARGV[1] then
  -- Unlike SET it also works when the server is out of memory.
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return 0
end
if not holder and ARGV[2] ~= '0' then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 0
end
return math.max(1, redis.call('PTTL', KEYS[1]))
