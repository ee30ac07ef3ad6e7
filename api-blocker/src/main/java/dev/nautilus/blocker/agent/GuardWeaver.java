package dev.nautilus.blocker.agent;

import dev.nautilus.blocker.Blocker;
import dev.nautilus.blocker.Guard;
import dev.nautilus.blocker.Hook;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/// Puts one static call to the [Guard] at the head of each [Hook]'s method. The call takes the
/// method's own arguments and has no branch, so no stack frame changes.
///
/// **Threads** Called by whichever thread loads a class.
final class GuardWeaver implements ClassFileTransformer {
  private static final String GUARD = Type.getInternalName(Guard.class);

  private final Blocker blocker;

  GuardWeaver(Blocker blocker) {
    this.blocker = blocker;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (name == null) {
      return null;
    }
    Set<Hook> wanted = EnumSet.noneOf(Hook.class);
    for (Hook hook : Hook.values()) {
      if (hook.isIn(name)) {
        wanted.add(hook);
      }
    }
    return wanted.isEmpty() ? null : weave(name, bytes, wanted);
  }

  private byte @Nullable [] weave(String name, byte[] bytes, Set<Hook> wanted) {
    Set<Hook> done = EnumSet.noneOf(Hook.class);
    byte @Nullable [] woven = null;
    try {
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(new HookVisitor(writer, name, done), 0);
      woven = writer.toByteArray();
    } catch (RuntimeException unreadable) {
      done.clear();
    }
    for (Hook hook : wanted) {
      if (!hook.isRequired()) {
        blocker.woven(hook, done.contains(hook));
      }
    }
    return woven;
  }

  /// Finds the methods.
  private static final class HookVisitor extends ClassVisitor {
    private final String owner;
    private final Set<Hook> done;

    HookVisitor(ClassVisitor next, String owner, Set<Hook> done) {
      super(Opcodes.ASM9, next);
      this.owner = owner;
      this.done = done;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      boolean hasBody = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
      Optional<Hook> hook = hasBody ? Hook.at(owner, name, descriptor) : Optional.empty();
      Optional<Question> question = hook.flatMap(found -> Question.of(found, access, descriptor));
      if (question.isEmpty()) {
        return next;
      }
      hook.ifPresent(done::add);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitCode() {
          super.visitCode();
          question.get().ask(mv);
        }
      };
    }
  }

  /// A call of one method of the guard with arguments of the woven one.
  ///
  /// @param parameters those of the guard's method but the last, which is the hook's number
  /// @param slot local variable of the first of them; the others follow
  private record Question(Hook hook, List<Type> parameters, int slot) {

    static Optional<Question> of(Hook hook, int access, String descriptor) {
      List<Type> parameters = parameters(hook);
      List<Type> given = List.of(Type.getArgumentTypes(descriptor));
      int slot = (access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
      for (int i = 0; i + parameters.size() <= given.size(); i++) {
        if (given.subList(i, i + parameters.size()).equals(parameters)) {
          return Optional.of(new Question(hook, parameters, slot));
        }
        slot += given.get(i).getSize();
      }
      return Optional.empty();
    }

    void ask(MethodVisitor code) {
      int local = slot;
      for (Type parameter : parameters) {
        code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), local);
        local += parameter.getSize();
      }
      code.visitIntInsn(Opcodes.BIPUSH, hook.number());
      Type[] all =
          Stream.concat(parameters.stream(), Stream.of(Type.INT_TYPE)).toArray(Type[]::new);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          GUARD,
          hook.question(),
          Type.getMethodDescriptor(Type.VOID_TYPE, all),
          false);
    }

    private static List<Type> parameters(Hook hook) {
      return Arrays.stream(Guard.class.getDeclaredMethods())
          .filter(method -> method.getName().equals(hook.question()))
          .map(Type::getArgumentTypes)
          .map(types -> List.of(types).subList(0, types.length - 1))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the guard has no " + hook.question()));
    }
  }
}
