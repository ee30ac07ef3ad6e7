-- Writes an engine's state, unless another instance has the right to.
-- KEYS[1] state, KEYS[2] who may write it; ARGV[1] instance and incarnation, ARGV[2] the state
local holder = redis.call('GET', KEYS[2])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
return 1
