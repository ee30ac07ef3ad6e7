-- Lays a state that does not fit aside.
-- KEYS[1] state, KEYS[2] where it goes
local state = redis.call('GET', KEYS[1])
if not state then
  return 0
end
redis.call('SET', KEYS[2], state)
redis.call('DEL', KEYS[1])
return 1
